"""B1 score sheets: the workbook in which they come and go, when they may be loaded, and which one a form uses."""
