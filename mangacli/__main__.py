"""The `manga` command: `python -m mangacli` and the console script both start here."""

from mangacli.cli import main

if __name__ == "__main__":
    main()
