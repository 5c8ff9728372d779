"""The access matrix: what every principal may do with every thing of a running estate, expected and tried.

Expected is what follows from the settings' files and from the tables in `roles.py`, or, where somebody was given
something by hand, from Unity Catalog's documented rules in `documented_rules.py`. Neither reads a grant back, and
nothing of the programs under test takes part. Tried is one call of the official SDK with the principal's own token for
each cell; what is allowed is taken back at once.

python -m access_matrix people      makes the users and groups that the account lacks, and prints all principals' names
python -m access_matrix check       checks every cell
python -m access_matrix planted     plants wrong rights, one at a time, and checks that the matrix disagrees
"""
