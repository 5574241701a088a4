"""What ./run does, with nothing but the standard library of Python."""
