"""The workbook of a submission: taken away, filled in, brought back (ADR 0032).

`leaving` writes it, `reading` reads it, `planning` compares three states of every line,
and `verbs.apply_workbook` writes what was chosen, all of it or nothing.
"""
