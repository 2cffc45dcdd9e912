"""`manga render`: storyboards in, PNG and PDF pages out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

Stories = Annotated[
    list[Path], typer.Argument(help="Storyboards, or folders that hold some.", metavar="STORY")
]
Allowed = Annotated[
    list[Path] | None,
    typer.Option(
        "--allow",
        help="A folder whose files stories may name beside those of their own; again for more.",
        metavar="DIR",
    ),
]
Cache = Annotated[
    Path | None, typer.Option("--cache", help="Folder that keeps panels between runs.", metavar="DIR")
]
Only = Annotated[
    str | None,
    typer.Option(help="Only these panels: 2.3,5.1 or their ids.", metavar="LIST"),
]
Model = Annotated[
    str | None,
    typer.Option(help="Who draws: draft, blank, diffsensei, or a checkpoint's folder.", metavar="NAME|PATH"),
]


def command(
    stories: Stories,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder for the pages; else NAME-pages beside the story."),
    ] = None,
    formats: Annotated[
        str, typer.Option("--format", help="What to write: png, pdf.", metavar="LIST")
    ] = "png,pdf",
    pages: Annotated[str | None, typer.Option(help="Only these pages: 1,3-5.", metavar="LIST")] = None,
    model: Model = None,
    dpi: Annotated[
        float | None, typer.Option(min=36, max=1200, help="Dots per inch of art and PNG pages.")
    ] = None,
    ink: Annotated[
        str,
        typer.Option(help="grey, or 1bit for print: black dots alone, best with --dpi 600.", metavar="NAME"),
    ] = "grey",
    lpi: Annotated[
        float | None, typer.Option(min=20, max=200, help="Lines per inch of tones and of the 1-bit screen.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, max=2**63 - 1, help="Seed in the place of the story's.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, max=256, help="Processes; else as many as pay.")
    ] = None,
    steps: Annotated[
        int | None, typer.Option(min=1, max=1000, help="Denoising steps in the place of the story's.")
    ] = None,
    guidance: Annotated[
        float | None, typer.Option(min=0, max=50, help="Guidance scale in the place of the story's.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="From noise to picture: euler, dpm++, unipc, lcm …", metavar="NAME")
    ] = None,
    llm: Annotated[bool, typer.Option("--llm", help="Fit characters to the words by the LLM.")] = False,
    long_prompts: Annotated[
        bool, typer.Option("--long-prompts", help="Read prompts beyond 77 tokens, in chunks.")
    ] = False,
    parity: Annotated[
        bool, typer.Option("--parity", help="Repeat the reference implementation's mistakes.")
    ] = False,
    offload: Annotated[
        str, typer.Option(help="Where weights wait: auto, none, model, sequential.", metavar="HOW")
    ] = "auto",
    precision: Annotated[str, typer.Option(help="auto, fp32, fp16, bf16.", metavar="NAME")] = "auto",
    batch: Annotated[
        int | None, typer.Option(min=1, max=64, help="Panels of one size drawn at once; else by the device.")
    ] = None,
    compiled: Annotated[
        bool, typer.Option("--compile", help="Compile the network first: for long runs on a GPU.")
    ] = False,
    allow: Allowed = None,
    candidates: Annotated[
        int | None,
        typer.Option(min=1, max=64, help="Draw so many pictures of each panel, for `manga sheet`; no pages."),
    ] = None,
    only: Only = None,
    reroll: Annotated[
        bool, typer.Option("--reroll", help="Draw the panels of --only anew, pick that, render.")
    ] = False,
    cache: Cache = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Draw everything anew and keep nothing.")
    ] = False,
    devices: Annotated[
        str | None,
        typer.Option("--devices", help="A process on each of these: 0,1 or all or cpu.", metavar="LIST"),
    ] = None,
    shard: Annotated[
        str | None,
        typer.Option("--shard", help="Draw part 2 of 8 for manga assemble: 2/8.", metavar="I/N"),
    ] = None,
    engine_: Annotated[
        str, typer.Option("--engine", help="local, or ray: the actors of a Ray cluster draw.", metavar="NAME")
    ] = "local",
    address: Annotated[
        str | None,
        typer.Option(
            "--address", help="A Ray cluster that runs: HOST:PORT or auto; else one is started here."
        ),
    ] = None,
    kept_only: Annotated[bool, typer.Option(hidden=True)] = False,
    overlay: Annotated[
        bool, typer.Option("--overlay", help="Draw every placed thing's box over the pages.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a summary for programs.")] = False,
) -> None:
    """Render storyboards into PNG and PDF pages."""
    from mangacli.batch import render_batch
    from mangacli.cli.app import say, tell_json
    from mangacli.cli.casting import draw_candidates
    from mangacli.cli.casting import reroll as reroll_panels
    from mangacli.cli.progress import progress
    from mangacli.errors import UsageError
    from mangacli.generate.engine_options import OFFLOADS, PRECISIONS, EngineOptions
    from mangacli.run_options import INKS, RenderOptions, parse_formats, scheduler_names
    from mangacli.shard import parse_shard
    from mangacli.workers.devices import parse_devices

    if no_cache and (shard or kept_only):
        raise UsageError("--no-cache: parts meet in the cache", "leave it out, or name a folder: --cache DIR")
    if kept_only and (candidates is not None or only is not None or reroll or shard):
        raise UsageError(
            "manga assemble draws nothing", "--candidates, --only, --reroll and --shard go with render"
        )
    engine = EngineOptions(
        llm=llm,
        parity=parity,
        long_prompts=long_prompts,
        offload=one_of("--offload", offload, OFFLOADS),
        precision=one_of("--precision", precision, PRECISIONS),
        compile=compiled,
        batch=batch,
    )
    options = RenderOptions(
        output=output,
        formats=parse_formats(formats),
        pages=pages,
        model=model,
        dpi=dpi,
        ink=one_of("--ink", ink, INKS),
        lpi=lpi,
        seed=seed,
        jobs=jobs,
        overlay=overlay,
        steps=steps,
        guidance=guidance,
        scheduler=scheduler and one_of("--scheduler", scheduler, scheduler_names()),
        engine=engine,
        allowed=tuple(allow or ()),
        cache=cache,
        keep=not no_cache,
        devices=parse_devices(devices),
        shard=parse_shard(shard),
        kept_only=kept_only,
        cluster=_cluster(engine_, address, no_cache),
    )
    if only is not None and candidates is None and not reroll:
        raise UsageError("--only goes with --candidates or --reroll", "pages are chosen by --pages 1,3-5")
    with progress(quiet) as reporter:
        if candidates is not None:
            draw_candidates(stories, options, candidates, only, reporter)
            return
        if reroll:
            reroll_panels(stories, options, only, reporter)
        done = render_batch(tuple(stories), options, reporter)
    if as_json:
        tell_json(done.summary())
    elif not quiet:
        _show(done)
    if len(done.results) > 1 and not quiet:
        for result in done.results:
            say(f"{result.story}: {result.outcome}")
    if done.exit_code:
        raise typer.Exit(done.exit_code)


def _cluster(engine: str, address: str | None, no_cache: bool) -> Any:
    """`--engine` and `--address` → the cluster that draws; None: none does."""
    from mangacli.errors import UsageError
    from mangacli.workers.workshop import Cluster

    if one_of("--engine", engine, ("local", "ray")) == "local":
        if address is not None:
            raise UsageError("--address: for a Ray cluster alone", "say --engine ray")
        return None
    if no_cache:
        raise UsageError(
            "--no-cache: the workers of a cluster meet in the cache", "name a folder: --cache DIR"
        )
    return Cluster(address)


def one_of(option: str, value: str, known: tuple[str, ...]) -> str:
    """The value of an option that takes one of a few words. Raises UsageError where it is another."""
    from mangacli.errors import UsageError

    if value not in known:
        raise UsageError(f'{option}: "{value}" is not known', f"choose from {', '.join(known)}")
    return value


def _show(batch: Any) -> None:
    from mangacli.cli.app import tell

    for rendered in batch.rendered:
        for path in (*rendered.pngs, *((rendered.pdf,) if rendered.pdf else ())):
            tell(str(path))
