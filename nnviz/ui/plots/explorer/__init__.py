"""An activation and its derivative, to be explored."""
