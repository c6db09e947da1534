"""The books for other tools: tables for a spreadsheet, plain text for an accountant's program."""
