"""Vouchers: handed in, reviewed by the supervisors, signed by the chair, then in the books."""
