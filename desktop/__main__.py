"""Starts Dateline: `python -m desktop`, and the bundle."""

import multiprocessing
import sys

if __name__ == "__main__":
    # In a bundle a process that reads a workbook starts here, too; it must not become a second Dateline.
    multiprocessing.freeze_support()

    from desktop.cli import main

    sys.exit(main())
