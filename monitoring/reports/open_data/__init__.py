"""Files of open data: one set of rows in CSV, XLSX, JSON and SDMX-CSV."""
