"""What becomes of a notice before it hangs: written, reviewed by the supervisors, agreed to, hung."""
