"""A download in its thread: it ends with a network, with a reason, or with a report, and is stopped at once."""

from nnviz.errors import BadInput
from nnviz.worker.download import Download
from tests.data.local_server import FILES, nobody_there, published, serving

FIRST = next(iter(FILES))


def ended(download):
    download.start()
    download._thread.join(10)
    return download.outcome


def test_why_there_is_nothing_is_the_outcome(tmp_path):
    outcome = ended(Download(published(nobody_there()), tmp_path))
    assert isinstance(outcome, BadInput)
    assert "no connection" in str(outcome)


def test_an_error_of_the_app_itself_becomes_a_report(tmp_path):
    with serving() as server:
        outcome = ended(Download(published(server.address), tmp_path))  # no network of the app learns from these
    assert outcome.startswith("Traceback")
    assert "numbers.json" in outcome


def test_a_stop_leaves_no_outcome_and_no_piece(tmp_path):
    with serving() as server:
        server.ways[FIRST] = ["slow"]
        download = Download(published(server.address), tmp_path)
        download.start()
        assert server.begun.wait(10)
        download.stop()
        server.released.set()
        download.stop(patience=10)
    assert download.outcome is None
    assert list(tmp_path.iterdir()) == []
