"""Demonstration data: sourced facts of real countries, and one marked example."""

from alliance87.home.demo.accounts import ACCOUNTS, PASSWORD
from alliance87.home.demo.load import is_empty, load_demo

__all__ = ["ACCOUNTS", "PASSWORD", "is_empty", "load_demo"]
