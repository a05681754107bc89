from __future__ import annotations

import os
import signal
import threading

import pytest

from digiteller.system.deferred_signals import defer_signals


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_waits_for_the_end_of_the_block(number: signal.Signals) -> None:
    told: list[int] = []
    before = signal.signal(number, lambda signum, frame: told.append(signum))
    try:
        with defer_signals():
            os.kill(os.getpid(), number)
            os.kill(os.getpid(), number)
            assert told == []
        assert told == [number]
        os.kill(os.getpid(), number)
        assert told == [number, number]
    finally:
        signal.signal(number, before)


def test_an_error_in_the_block_comes_through_when_nothing_came() -> None:
    with pytest.raises(ValueError, match="broken"), defer_signals():
        raise ValueError("broken")


def test_other_threads_are_let_through() -> None:
    ran: list[bool] = []

    def work() -> None:
        with defer_signals():
            ran.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert ran == [True]
