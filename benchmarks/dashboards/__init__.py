"""What pages and files cost over a million values, against a bare page.

`./run manage shell --settings benchmarks.settings -c "from benchmarks import dashboards
as b; b.main()"`; see benchmarks/README.md.
"""

from benchmarks.dashboards.running import main

__all__ = ["main"]
