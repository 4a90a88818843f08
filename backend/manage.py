#!/usr/bin/env python
import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if sys.argv[1:2] in (["migrate"], ["upgrade_database"]):
        # Building an index on a large table may take longer than any request is allowed to. Waiting for a lock may not:
        # whoever comes later would wait behind it.
        os.environ.setdefault("DATABASE_STATEMENT_TIMEOUT_MS", "3600000")
        os.environ.setdefault("DATABASE_LOCK_TIMEOUT_MS", "2000")
    execute_from_command_line(sys.argv)
