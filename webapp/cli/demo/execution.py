"""What follows a resolution in the story: tasks, reports, the result."""

from __future__ import annotations

from webapp.cli.demo.paper import Paper
from webapp.cli.demo.stage import Stage, Tale
from webapp.committee.operations import assign_task, complete_task, publish_result, report_progress
from webapp.council.resolutions.queries import resolution_of_matter


def assign(stage: Stage, paper: Paper, ago: int, tasks: dict[int, tuple[str, int]]) -> Tale:
    """The chair gives the tasks out: number to (owner, days ago on which it is due; negative for a day to come)."""
    for place, (number, (owner, due)) in enumerate(tasks.items()):
        yield stage.days.at(ago, 9, 5 * place)
        resolution = stage.read(resolution_of_matter, stage.things[paper.key])
        if resolution is None:
            raise LookupError(f"{paper.title} was not resolved")
        title, day = paper[f"task {number}"], stage.days.day(due)
        task = stage.act("zhuren", assign_task, resolution.id, title, stage.people[owner], day)
        stage.things[f"{paper.key} task {number}"] = task.id


def report(stage: Stage, paper: Paper, number: int, part: int, owner: str, ago: int, progress: int) -> Tale:
    """The owner says how far the work is."""
    yield stage.days.at(ago, 17, 40)
    task = stage.things[f"{paper.key} task {number}"]
    stage.act(owner, report_progress, task, progress, paper[f"report {number}.{part}"])


def done(stage: Stage, paper: Paper, number: int, owner: str, ago: int) -> Tale:
    """The owner says that the work is done."""
    yield stage.days.at(ago, 17, 50)
    stage.act(owner, complete_task, stage.things[f"{paper.key} task {number}"], paper[f"done {number}"])


def publish(stage: Stage, paper: Paper, ago: int, spent_fen: int) -> Tale:
    """The chair publishes what came of it."""
    yield stage.days.at(ago, 10, 30)
    stage.act("zhuren", publish_result, stage.things[paper.key], paper["result"], spent_fen)
