"""Content packed for its way (chunks, gzip, deflate, brotli, zstd), unpacked within a limit."""

import gzip
import io
import re
import zlib

from readout.errors import PageError

GZIP = b"\x1f\x8b"
_PIECE = 1 << 16
_LAYERS = 3
# the size in hexadecimal, perhaps with an extension (RFC 9112, 7.1)
_CHUNK_HEAD = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")


def unpack(content: bytes, encodings: str, *, limit: int, where: str) -> bytes:
    """The content without its Content-Encoding ("gzip", "br, gzip"), at most ``limit`` bytes and one.

    Servers and archives declare encodings that they did not use, so what isn't packed is passed on as it is.
    Raises PageError if packed content breaks off or is packed too often.
    """
    names = [name.strip().lower() for name in encodings.split(",") if name.strip()]
    if len(names) > _LAYERS:
        raise PageError(f"{where} is packed {len(names)} times; save the page in a browser and give the file")
    for name in reversed(names):
        if name in ("gzip", "x-gzip") and content.startswith(GZIP):
            content = gunzip(content, limit=limit, where=where)
        elif name == "deflate":
            content = _inflate(content, limit, where)
        elif name in ("br", "zstd"):
            content = _read_packed(content, name, limit)
    return content


def gunzip(content: bytes, *, limit: int, where: str) -> bytes:
    """The gzipped content, at most ``limit`` bytes and one. Raises PageError if it breaks off."""
    unpacked = bytearray()
    try:
        with gzip.open(io.BytesIO(content)) as stream:
            while len(unpacked) <= limit and (piece := stream.read1(_PIECE)):
                unpacked += piece
    except gzip.BadGzipFile as error:
        if not unpacked:
            raise _broken(where, error) from error
        # bytes after the end are no fault of what came before them
    except (EOFError, zlib.error) as error:
        raise _broken(where, error) from error
    return bytes(unpacked[: limit + 1])


def join_chunks(content: bytes) -> bytes:
    """The content of a chunked transfer that an archive kept in chunks; as it is if there are none."""
    joined = bytearray()
    position = 0
    while head := _CHUNK_HEAD.match(content, position):
        size = int(head[1], 16)
        if not size:
            return bytes(joined)
        joined += content[head.end() : head.end() + size]
        position = head.end() + size
        position += 2 if content[position : position + 2] == b"\r\n" else 1
    return bytes(joined) if joined else content


def _inflate(content: bytes, limit: int, where: str) -> bytes:
    """Deflated content; RFC 9110 means the zlib format by that, and some servers send the bare one."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        stream = zlib.decompressobj(bits)
        try:
            unpacked = stream.decompress(content, limit + 1)
        except zlib.error:
            continue
        if not stream.eof and len(unpacked) <= limit:
            raise _broken(where, "the end is missing")
        return unpacked
    return content


def _read_packed(content: bytes, name: str, limit: int) -> bytes:
    from fastwarc import stream_io  # noqa: PLC0415 - few servers send what was not asked for

    reader = stream_io.BrotliReader if name == "br" else stream_io.ZstdReader
    try:
        return reader(io.BytesIO(content)).read(limit + 1)
    except OSError:
        return content


def _broken(where: str, error: object) -> PageError:
    return PageError(f"{where} is packed and breaks off ({error}); get it again")
