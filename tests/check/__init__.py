"""What ``make check`` measures: one module for each promise, with the bug that would break it."""
