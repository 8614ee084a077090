// Files by Node's synchronous calls.
//
// Node has no lseek, so a regular file's position is kept here and every access names its offset. A device or a
// pipe has no offset: it is read and written in order, and seeking it is `espipe` as the system has it.
// The working directory is this host's own: a worker thread cannot change the process's, and two runtimes may
// differ. Paths are left relative until it is changed.

import { Buffer } from 'node:buffer';
import * as fs from 'node:fs';
import {
  type FileInfo,
  type FileType,
  HostError,
  type HostFile,
  type HostFiles,
  type HostPath,
  type OpenOptions,
  type SeekOrigin,
} from '../host.ts';
import { posix } from './errors.ts';

const { constants } = fs;
const SLASH = 0x2f;

/** How much is read at a time from what has no size. */
const CHUNK = 64 * 1024;

export class NodeFiles implements HostFiles {
  /** Set once the program has changed its directory. */
  #directory: Buffer | undefined;

  open(path: HostPath, options: OpenOptions): HostFile {
    const fd = posix(() => fs.openSync(this.#path(path), openFlags(options), 0o666));
    try {
      const stats = posix(() => fs.fstatSync(fd));
      if (!options.anyType && stats.isDirectory() !== (options.directory === true)) {
        throw new HostError(options.directory ? 'enotdir' : 'eisdir');
      }
      return new NodeFile(fd, stats.isFile() || stats.isBlockDevice(), options.append === true);
    } catch (error) {
      fs.closeSync(fd);
      throw error;
    }
  }

  readFile(path: HostPath): Uint8Array {
    return posix(() => fs.readFileSync(this.#path(path)));
  }

  info(path: HostPath, followLinks: boolean): FileInfo {
    const at = this.#path(path);
    return fileInfo(posix(() => (followLinks ? fs.statSync(at) : fs.lstatSync(at))));
  }

  access(path: HostPath): { read: boolean; write: boolean } {
    const may = (mode: number) => {
      try {
        fs.accessSync(this.#path(path), mode);
        return true;
      } catch {
        return false;
      }
    };
    return { read: may(constants.R_OK), write: may(constants.W_OK) };
  }

  list(path: HostPath): Uint8Array[] {
    return posix(() => fs.readdirSync(this.#path(path), { encoding: 'buffer' }));
  }

  makeDirectory(path: HostPath): void {
    posix(() => fs.mkdirSync(this.#path(path)));
  }

  deleteFile(path: HostPath): void {
    posix(() => fs.unlinkSync(this.#path(path)));
  }

  deleteDirectory(path: HostPath): void {
    posix(() => fs.rmdirSync(this.#path(path)));
  }

  rename(from: HostPath, to: HostPath): void {
    posix(() => fs.renameSync(this.#path(from), this.#path(to)));
  }

  makeLink(existing: HostPath, path: HostPath): void {
    posix(() => fs.linkSync(this.#path(existing), this.#path(path)));
  }

  makeSymlink(target: HostPath, path: HostPath): void {
    posix(() => fs.symlinkSync(nodePath(target), this.#path(path)));
  }

  readLink(path: HostPath): Uint8Array {
    return posix(() => fs.readlinkSync(this.#path(path), { encoding: 'buffer' }));
  }

  setMode(path: HostPath, mode: number): void {
    posix(() => fs.chmodSync(this.#path(path), mode));
  }

  setOwner(path: HostPath, uid: number, gid: number): void {
    posix(() => fs.chownSync(this.#path(path), uid, gid));
  }

  setTimes(path: HostPath, accessed: number, modified: number): void {
    posix(() => fs.utimesSync(this.#path(path), accessed, modified));
  }

  workingDirectory(): Uint8Array {
    return this.#directory ?? posix(() => Buffer.from(process.cwd()));
  }

  setWorkingDirectory(path: HostPath): void {
    const at = this.#path(path);
    posix(() => {
      if (!fs.statSync(at).isDirectory()) throw new HostError('enotdir');
      fs.accessSync(at, constants.X_OK);
      this.#directory = fs.realpathSync.native(at, { encoding: 'buffer' });
    });
  }

  #path(path: HostPath): string | Buffer {
    const given = nodePath(path);
    const first = typeof given === 'string' ? given.charCodeAt(0) : given[0];
    // an empty path is no file at all, also in another directory
    if (this.#directory === undefined || first === SLASH || given.length === 0) return given;
    return Buffer.concat([this.#directory, Buffer.of(SLASH), Buffer.from(given as Buffer)]);
  }
}

class NodeFile implements HostFile {
  readonly #fd: number;
  readonly #seekable: boolean;
  readonly #append: boolean;
  #position = 0;

  constructor(fd: number, seekable: boolean, append: boolean) {
    this.#fd = fd;
    this.#seekable = seekable;
    this.#append = append;
  }

  read(length: number): Uint8Array {
    if (!this.#seekable) return readSome(this.#fd, length, null);
    const bytes = readSome(this.#fd, length, this.#position);
    this.#position += bytes.length;
    return bytes;
  }

  write(bytes: Uint8Array): void {
    const inOrder = !this.#seekable || this.#append;
    writeAll(this.#fd, bytes, inOrder ? null : this.#position);
    if (this.#seekable) {
      this.#position = this.#append ? this.#size() : this.#position + bytes.length;
    }
  }

  readAt(offset: number, length: number): Uint8Array {
    this.#mustSeek();
    return readSome(this.#fd, length, checkedOffset(offset));
  }

  writeAt(offset: number, bytes: Uint8Array): void {
    this.#mustSeek();
    writeAll(this.#fd, bytes, checkedOffset(offset));
  }

  seek(offset: number, from: SeekOrigin): number {
    this.#mustSeek();
    const base = from === 'bof' ? 0 : from === 'cur' ? this.#position : this.#size();
    this.#position = checkedOffset(base + offset);
    return this.#position;
  }

  truncate(): void {
    this.#mustSeek();
    posix(() => fs.ftruncateSync(this.#fd, this.#position));
  }

  sync(dataOnly: boolean): void {
    posix(() => (dataOnly ? fs.fdatasyncSync(this.#fd) : fs.fsyncSync(this.#fd)));
  }

  info(): FileInfo {
    return fileInfo(posix(() => fs.fstatSync(this.#fd)));
  }

  close(): void {
    posix(() => fs.closeSync(this.#fd));
  }

  #mustSeek(): void {
    if (!this.#seekable) throw new HostError('espipe');
  }

  #size(): number {
    return posix(() => fs.fstatSync(this.#fd)).size;
  }
}

function openFlags(options: OpenOptions): number {
  if (!options.read && !options.write) throw new HostError('einval');
  let flags = options.write ? (options.read ? constants.O_RDWR : constants.O_WRONLY) : 0;
  if (options.create) flags |= constants.O_CREAT;
  if (options.truncate) flags |= constants.O_TRUNC;
  if (options.append) flags |= constants.O_APPEND;
  if (options.exclusive) flags |= constants.O_EXCL;
  if (options.sync) flags |= constants.O_SYNC;
  // undefined on Windows, whose folders cannot be opened at all
  if (options.directory) flags |= constants.O_DIRECTORY ?? 0;
  return flags;
}

/** Reads until `length` bytes are there, the end, or (where there is no offset) something. */
function readSome(fd: number, length: number, offset: number | null): Uint8Array {
  const parts: Uint8Array[] = [];
  let done = 0;
  while (done < length) {
    // a program may ask for more than there is: memory is taken as the data comes
    const buffer = new Uint8Array(Math.min(length - done, parts.length === 0 ? CHUNK : 16 * CHUNK));
    const at = offset === null ? null : offset + done;
    const n = posix(() => fs.readSync(fd, buffer, 0, buffer.length, at));
    if (n > 0) parts.push(buffer.subarray(0, n));
    done += n;
    if (n === 0 || (offset === null && n < buffer.length)) break;
  }
  return parts.length === 1 ? parts[0] : new Uint8Array(Buffer.concat(parts));
}

function writeAll(fd: number, bytes: Uint8Array, offset: number | null): void {
  let done = 0;
  while (done < bytes.length) {
    const at = offset === null ? null : offset + done;
    done += posix(() => fs.writeSync(fd, bytes, done, bytes.length - done, at));
  }
}

function checkedOffset(offset: number): number {
  if (!Number.isSafeInteger(offset) || offset < 0) throw new HostError('einval');
  return offset;
}

/** Node takes bytes as a Buffer only. */
function nodePath(path: HostPath): string | Buffer {
  if (typeof path === 'string') return path;
  return Buffer.from(path.buffer, path.byteOffset, path.byteLength);
}

function fileType(stats: fs.Stats): FileType {
  if (stats.isFile()) return 'regular';
  if (stats.isDirectory()) return 'directory';
  if (stats.isSymbolicLink()) return 'symlink';
  return stats.isCharacterDevice() || stats.isBlockDevice() ? 'device' : 'other';
}

function fileInfo(stats: fs.Stats): FileInfo {
  return {
    type: fileType(stats),
    size: stats.size,
    mode: stats.mode,
    links: stats.nlink,
    accessed: Math.floor(stats.atimeMs / 1000),
    modified: Math.floor(stats.mtimeMs / 1000),
    changed: Math.floor(stats.ctimeMs / 1000),
    majorDevice: stats.dev,
    minorDevice: stats.rdev,
    inode: stats.ino,
    uid: stats.uid,
    gid: stats.gid,
  };
}
