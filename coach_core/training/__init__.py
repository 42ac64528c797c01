"""Weights, exercises, programs and the rules that move a lifter on. No words for people, no storage."""
