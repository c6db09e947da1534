"""The village's money: accounts, vouchers, statements, registers, and the way to and from an accountant's tools."""
