"""The cable to a broker, which can be cut: a proxy on loopback in a thread of its own.

Cut visibly, nobody listens any more and what was open is reset. Cut silently, everything is
accepted and nothing ever answered; a connection from before or during the silence stays dead.
"""

import asyncio
import contextlib
import threading
from enum import Enum

CHUNK = 65536


class State(Enum):
    WHOLE = "whole"
    REFUSED = "refused"
    SILENT = "silent"


class Cable:
    def __init__(self, host: str, port: int):
        self.far_end = host, port
        self.state = State.WHOLE
        self.cuts = 0
        self.port = 0
        self.loop = asyncio.new_event_loop()
        self.ends: set[asyncio.StreamWriter] = set()

    def __enter__(self) -> "Cable":
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self._do(self._listen())
        return self

    def __exit__(self, *error) -> None:
        self.be(State.REFUSED)
        self._do(asyncio.sleep(0.1))  # for those who carried to see it
        self.loop.call_soon_threadsafe(self.loop.stop)

    def be(self, state: State) -> None:
        """Cut the cable in one of both ways, or mend it."""
        self._do(self._be(state))

    def _do(self, coroutine) -> None:
        asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(10)

    async def _listen(self):
        self.server = await asyncio.start_server(self._connect, "127.0.0.1", self.port)
        self.port = self.server.sockets[0].getsockname()[1]

    async def _be(self, state):
        was, self.state = self.state, state
        self.cuts += state is not State.WHOLE
        if state is State.REFUSED:
            self.server.close()
            for end in self.ends:
                end.transport.abort()
        elif was is State.REFUSED:
            await self._listen()

    async def _connect(self, reader, writer):
        self.ends.add(writer)
        if self.state is State.SILENT:  # it was accepted, and that is all it will ever hear
            return await self._carry(reader, None, began=None)
        try:
            far_reader, far_writer = await asyncio.open_connection(*self.far_end)
        except OSError:
            writer.transport.abort()
            return None
        self.ends.add(far_writer)
        began = self.cuts
        ways = self._carry(reader, far_writer, began), self._carry(far_reader, writer, began)
        await asyncio.gather(*ways)
        return None

    async def _carry(self, reader, writer, began):
        """Hand on what comes, until the cable is cut; from then on swallow it."""
        with contextlib.suppress(OSError):
            while read := await reader.read(CHUNK):
                if self.cuts == began:
                    writer.write(read)
                    await writer.drain()
        if self.cuts == began:
            writer.transport.abort()
