"""What the benchmarks call what is theirs."""

# Behind the name of the database of the application.
SUFFIX = "_benchmark"
