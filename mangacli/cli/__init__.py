"""The command line: arguments in, exit code out; no thinking."""


def main() -> None:
    """Runs the `manga` command."""
    from mangacli.cli.app import run

    run()
