"""Values of the demonstration: cited facts of others, and one invented example."""
