from alliance87.partners.admin import accounts, directory, groups

__all__ = ["accounts", "directory", "groups"]
