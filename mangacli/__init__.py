"""mangacli: a compiler for manga. One storyboard file in, lettered, print-ready pages out."""

__version__ = "0.1.0"
