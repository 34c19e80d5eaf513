"""`tests/torture`: does to the store what the world does, counts what was lost, and prints the table."""

import sys

if __name__ == "__main__":
    from tests.torturing.command import main

    sys.exit(main())
