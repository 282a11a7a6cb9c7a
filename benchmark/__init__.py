"""What sayso is measured with: its scores on hand-made gold, its speed beside the bare parse, and the floors of both."""
