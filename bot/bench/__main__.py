"""`python -m bot.bench`: a turn, whole turns and the reader, beside what they rest on. Nothing else."""

import sys

from bot.bench.turns import main

if __name__ == "__main__":
    sys.exit(main())
