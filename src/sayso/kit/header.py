"""The line of metadata that some flattened articles begin with: ` date YYYY-MM-DD `, at the very start of the text."""

import re

DATE_HEADER = re.compile(r"\A\s{0,20}date[ \t]{1,5}(\d{4}-\d\d-\d\d)(?=\s|\Z)")
"""Matches the header; group 1 is the day as written, which may be no day of the calendar."""
