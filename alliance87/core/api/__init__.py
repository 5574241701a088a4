"""What the read API of every app is made of: questions, pages, answers, faults.

It is public and the same for everybody: whoever asks, it reads as nobody signed in.
"""
