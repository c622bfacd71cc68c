"""What the application knows, and what each command does to it; no Qt."""
