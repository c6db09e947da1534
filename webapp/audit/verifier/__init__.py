"""What anybody needs to check the village's log: nothing but this folder, Python and its `cryptography` package.

Nothing in here imports the application, so that the folder can be published, read and run alone.
"""
