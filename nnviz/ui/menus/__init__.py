"""The menus: every action of the window, with its keys."""
