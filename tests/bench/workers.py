"""The text of 1,000 documents read by two workers, of which one is killed in the middle; tells the figures as JSON."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import django

django.setup()

from django.core.files.base import ContentFile
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from sites.documents.tasks import read_text_of
from sites.models import DocumentText, TownDocument, TownSettings
from sites.models.media import TextState
from sites.typesetting import typeset
from sites.word_files import new_document, written
from tests.bench.figures import Figure, told
from tests.bench.servers import HOST
from tests.servers import ROOT

DOCUMENTS = 1000
WORKERS = 2
PATIENCE = 600  # seconds until the rest counts as lost
SENTENCE = "Zpráva o plnění plánu sociálních služeb, která má vlastní slovo"
TEMPLATE = """
#let values = json(bytes(sys.inputs.values))
#set document(title: values.title, date: none)
#set text(lang: "cs")
#title()
#for line in values.lines [#par(line)]
"""


def main() -> None:
    documents = make_documents(TownSettings.objects.get(site__hostname=HOST))
    started = time.monotonic()
    workers = [start_worker() for _ in range(WORKERS)]
    try:
        wait_until(lambda: read_count(documents) >= DOCUMENTS // 2, workers)
        kill_at_work(workers[0])
        killed_at = time.monotonic()
        wait_until(lambda: read_count(documents) == DOCUMENTS, workers[1:])
        seconds = time.monotonic() - started
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait(timeout=60)
    sys.stdout.write(told(figures_of(documents, seconds, killed_at - started)))


def make_documents(town: TownSettings) -> dict[int, str]:
    """Store small files, by turns PDF and DOCX; return the word that only each of them has, by the document's key."""
    words = {}
    with TemporaryDirectory() as folder:
        template = Path(folder) / "report.typ"
        template.write_text(TEMPLATE)
        for number in range(DOCUMENTS):
            word = f"slovo{number:04}x"
            title, line = f"Zpráva {number}", f"{SENTENCE}: {word}."
            ending = ("pdf", "docx")[number % 2]
            if ending == "pdf":
                content = typeset(template, {"title": title, "lines": [line] * 10})
            else:
                content = _docx(title, line)
            document = TownDocument(title=title, collection=town.files_collection)
            document.file = ContentFile(content, f"zprava-{number}.{ending}")
            document._set_document_file_metadata()
            document.save()
            words[document.pk] = word
    print(f"{len(words)} documents wait to be read ...", file=sys.stderr, flush=True)
    return words


def _docx(title: str, line: str) -> bytes:
    document = new_document(title, "cs", "KPSS")
    document.add_heading(title, level=0)
    for _ in range(10):
        document.add_paragraph(line)
    return written(document)


def start_worker() -> "subprocess.Popen[bytes]":
    command = [sys.executable, "manage.py", "work", "--with-parent"]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=sys.stderr.fileno())


def kill_at_work(worker: "subprocess.Popen[bytes]") -> None:
    """Kill a worker that has a job in its hands: held still, it is looked at, and let go on when it has none."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        worker.send_signal(signal.SIGSTOP)
        if any(f"-{worker.pid}-" in ids[-1] for ids in running_jobs()):
            worker.send_signal(signal.SIGKILL)
            worker.wait()
            return
        worker.send_signal(signal.SIGCONT)
        time.sleep(0.01)
    raise TimeoutError("The worker that is to be killed does nothing")


def running_jobs() -> list[list[str]]:
    """Return by whom each job in hand was taken, one after the other."""
    jobs = DBTaskResult.objects.filter(task_path=read_text_of.module_path, status=TaskResultStatus.RUNNING)
    return list(jobs.values_list("worker_ids", flat=True))


def read_count(documents: dict[int, str]) -> int:
    return TownDocument.objects.filter(pk__in=documents, text_state=TextState.READ).count()


def wait_until(is_so: Callable[[], bool], workers: "list[subprocess.Popen[bytes]]") -> None:
    """Wait for something that workers bring about; what is not there in the end is counted as lost."""
    deadline = time.monotonic() + PATIENCE
    while not is_so() and time.monotonic() < deadline:
        if ended := [worker.args for worker in workers if worker.poll() is not None]:
            raise RuntimeError(f"A worker has ended by itself: {ended}")
        time.sleep(0.2)


def figures_of(documents: dict[int, str], seconds: float, killed_after: float) -> list[Figure]:
    """Count what has become of the documents: every one has to have its own word, and no job may be left or failed."""
    texts = DocumentText.objects.filter(document__in=documents).values_list("document_id", "text")
    right = {key for key, text in texts if documents[key] in text}
    jobs = DBTaskResult.objects.filter(task_path=read_text_of.module_path)
    states = Counter(jobs.values_list("status", flat=True))
    done = states.pop(TaskResultStatus.SUCCESSFUL, 0)
    taken_twice = sum(len(ids) > 1 for ids in jobs.values_list("worker_ids", flat=True))
    return [
        Figure("documents without their text", len(documents) - len(right), "", 0, f"of {len(documents)}"),
        Figure("jobs lost or failed", sum(states.values()), "", 0, f"{done} done"),
        Figure("jobs taken over from the killed worker", taken_twice, "", None, f"killed after {killed_after:.0f} s"),
        Figure(
            "documents read a second", len(right) / seconds, "", None, f"in {seconds:.0f} s, {os.cpu_count()} cores"
        ),
    ]


if __name__ == "__main__":
    main()
