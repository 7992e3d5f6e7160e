"""`python -m bot.pretend --port 8081` serves pretend Telegram until it is stopped."""

from __future__ import annotations

import argparse
import asyncio
import signal

from bot.pretend import PRETEND_TOKEN, Api, serving


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m bot.pretend", description="A Bot API server for this computer.")
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free one")
    parser.add_argument("--token", default=PRETEND_TOKEN, help="the token that the bot has to know")
    parser.add_argument("--forget-calls", action="store_true", help="only count requests, for measuring speed")
    parser.add_argument("--keep", type=int, default=0, help="how many messages of a chat to keep; 0 keeps all")
    options = parser.parse_args()
    asyncio.run(_serve(options))


async def _serve(options: argparse.Namespace) -> None:
    api = Api(options.token)
    api.keep = options.keep
    api.record.on = not options.forget_calls
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):  # set here, since whoever starts this may have it ignore them
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    async with serving(api, port=options.port) as base:
        # A program that started this one waits for this line.
        print(f"Pretend Telegram: {base}", flush=True)  # noqa: T201
        await told.wait()


if __name__ == "__main__":
    main()
