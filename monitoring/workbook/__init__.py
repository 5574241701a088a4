"""The workbook of a submission: taken away, filled in, brought back (ADR 0031).

`take_away` writes it, `brought` reads it, `plan` compares three states of every line,
and `apply_workbook` writes what was chosen, all of it or nothing.
"""
