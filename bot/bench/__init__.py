"""What `make bench` measures, and servers on loopback to measure against; no part of the product."""
