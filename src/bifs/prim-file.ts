// prim_file: what the emulator's prim_file_nif and the file name functions of erl_unicode.c do, over the host's files.
//
// An open file is a reference to a resource; it is closed with its owner. Paths arrive as `internal_name2native` made them:
// binaries that end in a zero byte.
import { badarg } from '../gc/errors.ts';
import { iolistBytes } from '../gc/iolist.ts';
import {
  atom,
  atoms,
  binary,
  bool,
  bytesOf,
  charList,
  hd,
  isBinary,
  isCons,
  isNil,
  isReference,
  isSmall,
  list,
  listElements,
  makeInteger,
  referenceResource,
  safeIntegerOf,
  type Term,
  tl,
  tuple,
} from '../gc/term.ts';
import { type FileInfo, HostError, type HostFile, type SeekOrigin } from '../host/host.ts';
import type { Runtime } from '../runtime.ts';
import type { Process } from '../sched/process.ts';
import { isCodePoint } from '../util/utf8.ts';
import { defineBifs } from './registry.ts';

const am = atoms(
  'append',
  'bof',
  'cur',
  'directory',
  'enotsup',
  'eof',
  'einval',
  'error',
  'exclusive',
  'file_info',
  'none',
  'ok',
  'read',
  'read_write',
  'skip_type_check',
  'sync',
  'utf8',
  'write',
  'ignore',
);

/** What `file:advise/4` takes; the host has no use for it. */
const ADVICE: ReadonlySet<Term> = new Set(
  ['normal', 'random', 'sequential', 'will_need', 'dont_need', 'no_reuse'].map(atom),
);

const OPEN_FILES = Symbol('open files');

class OpenFile {
  readonly file: HostFile;
  readonly owner: Process;
  closed = false;
  constructor(file: HostFile, owner: Process) {
    this.file = file;
    this.owner = owner;
  }
}

/** Open files by owner, so that they are closed with it. */
function openFiles(p: Process): Map<Process, Set<OpenFile>> {
  return p.runtime.slot(OPEN_FILES, (runtime) => {
    const files = new Map<Process, Set<OpenFile>>();
    runtime.scheduler.exitHooks.push((owner) => {
      for (const f of files.get(owner) ?? []) close(f);
      files.delete(owner);
    });
    return files;
  });
}

function close(f: OpenFile): void {
  f.closed = true;
  f.file.close();
}

const errorTuple = (code: string): Term => tuple(am.error, atom(code));

/** Runs an operation; a failure of the host's is `{error, Code}`. */
function attempt(act: () => Term): Term {
  try {
    return act();
  } catch (e) {
    if (e instanceof HostError) return errorTuple(e.code);
    throw e;
  }
}

const done = (act: () => void): Term =>
  attempt(() => {
    act();
    return am.ok;
  });

/** Runs an operation; the system's code of a failure may go by another name in OTP. */
function renaming(act: () => void, otpCode: (code: string) => string): void {
  try {
    act();
  } catch (e) {
    throw e instanceof HostError ? new HostError(otpCode(e.code)) : e;
  }
}

/** Whether a path names the working directory. */
function isWorkingDirectory({ files }: Runtime, at: Uint8Array): boolean {
  const [one, other] = [files.info(at, true), files.info(files.workingDirectory(), true)];
  return one.inode === other.inode && one.majorDevice === other.majorDevice;
}

const isNotEmpty = (code: string): boolean => code === 'enotempty' || code === 'eexist';

function deleteFile({ files }: Runtime, at: Uint8Array): void {
  renaming(
    () => files.deleteFile(at),
    (code) => (code === 'eisdir' ? 'eperm' : code),
  );
}

function deleteDirectory(rt: Runtime, at: Uint8Array): void {
  renaming(
    () => rt.files.deleteDirectory(at),
    (code) => {
      if (!isNotEmpty(code)) return code;
      return isWorkingDirectory(rt, at) ? 'einval' : 'eexist';
    },
  );
}

/** The byte of the root's path. */
const SLASH = 0x2f;

function rename({ files }: Runtime, from: Uint8Array, to: Uint8Array): void {
  renaming(
    () => files.rename(from, to),
    (code) => {
      if (isNotEmpty(code)) return 'eexist';
      return from.length === 1 && from[0] === SLASH ? 'einval' : code;
    },
  );
}

/** A native path: without its final zero byte; one inside is `einval`. */
function path(t: Term): Uint8Array {
  if (!isBinary(t)) throw badarg();
  const bytes = bytesOf(t);
  const end = bytes.length - 1;
  if (bytes.indexOf(0) !== end) throw new HostError('einval');
  return bytes.subarray(0, end);
}

function fileOf(t: Term): OpenFile {
  const resource = isReference(t) ? referenceResource(t) : undefined;
  if (!(resource instanceof OpenFile)) throw badarg();
  return resource;
}

/** An operation on an open file; `einval` once it is closed. */
function onFile(ref: Term, act: (file: HostFile) => Term): Term {
  const f = fileOf(ref);
  if (f.closed) return errorTuple('einval');
  return attempt(() => act(f.file));
}

function natural(t: Term): number {
  const n = safeIntegerOf(t);
  if (n === undefined || n < 0) throw new HostError('einval');
  return n;
}

const data = (bytes: Uint8Array): Term =>
  bytes.length === 0 ? am.eof : tuple(am.ok, binary(bytes));

function openFile(p: Process, name: Term, modes: Term): Term {
  const has = new Set(listElements(modes) ?? []);
  if (!isCons(modes) && !isNil(modes)) throw badarg();
  const append = has.has(am.append);
  const exclusive = has.has(am.exclusive);
  const write = has.has(am.write) || append || exclusive;
  const read = has.has(am.read) || !write;
  return attempt(() => {
    const file = p.runtime.files.open(path(name), {
      read,
      write,
      append,
      exclusive,
      create: write,
      truncate: write && !read && !append,
      sync: has.has(am.sync),
      directory: has.has(am.directory),
      anyType: has.has(am.skip_type_check),
    });
    const open = new OpenFile(file, p);
    const files = openFiles(p);
    const mine = files.get(p);
    if (mine === undefined) files.set(p, new Set([open]));
    else mine.add(open);
    return tuple(am.ok, p.scheduler.references.make(open));
  });
}

function bytesOfIovec(t: Term): Uint8Array {
  const bytes = iolistBytes(t);
  if (bytes === undefined) throw badarg();
  return bytes;
}

function fileInfo(info: FileInfo, access: Term): Term {
  return tuple(
    am.file_info,
    makeInteger(info.size),
    atom(info.type),
    access,
    makeInteger(info.accessed),
    makeInteger(info.modified),
    makeInteger(info.changed),
    makeInteger(info.mode),
    makeInteger(info.links),
    makeInteger(info.majorDevice),
    makeInteger(info.minorDevice),
    makeInteger(info.inode),
    makeInteger(info.uid),
    makeInteger(info.gid),
  );
}

function accessAtom({ read, write }: { read: boolean; write: boolean }): Term {
  return read ? (write ? am.read_write : am.read) : write ? am.write : am.none;
}

const origins = new Map<Term, SeekOrigin>([
  [am.bof, 'bof'],
  [am.cur, 'cur'],
  [am.eof, 'eof'],
]);

// ---- file names

const encoder = new TextEncoder();

/** A file name (a deep list of characters, or a binary as it stands) as bytes with a final zero, the only one. */
function nativeName(name: Term): Uint8Array {
  const bytes = isBinary(name) ? bytesOf(name) : encoder.encode(nameText(name));
  if (bytes.includes(0)) throw badarg();
  return Uint8Array.from([...bytes, 0]);
}

/** The text of a deep list of characters. */
function nameText(name: Term): string {
  let text = '';
  let rest = name;
  for (; isCons(rest); rest = tl(rest)) {
    const item = hd(rest);
    if (isCons(item) || isNil(item)) text += nameText(item);
    else if (isSmall(item) && isCodePoint(item)) text += String.fromCodePoint(item);
    else throw badarg();
  }
  if (!isNil(rest)) throw badarg();
  return text;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const primFile = defineBifs('prim_file', {
  'internal_name2native/1': (_p, name) => binary(nativeName(name)),
  'internal_native2name/1': (_p, name) => {
    if (!isBinary(name)) throw badarg();
    const bytes = bytesOf(name);
    try {
      return charList(strict.decode(bytes));
    } catch {
      return tuple(am.error, am.ignore);
    }
  },
  'internal_normalize_utf8/1': (_p, name) => {
    if (!isBinary(name)) throw badarg();
    try {
      return charList(strict.decode(bytesOf(name)).normalize('NFC'));
    } catch {
      throw badarg();
    }
  },
  'is_translatable/1': (_p, name) => {
    if (!isBinary(name)) return bool(true);
    try {
      strict.decode(bytesOf(name));
      return bool(true);
    } catch {
      return bool(false);
    }
  },

  'open_nif/2': openFile,
  'close_nif/1': (p, ref) => {
    const f = fileOf(ref);
    if (f.closed) return errorTuple('einval');
    openFiles(p).get(f.owner)?.delete(f);
    return done(() => close(f));
  },
  'delayed_close_nif/1': (_p, ref) => {
    const f = fileOf(ref);
    if (!f.closed) close(f);
    return am.ok;
  },
  'file_desc_to_ref_nif/1': (_p, descriptor) => {
    if (safeIntegerOf(descriptor) === undefined) throw badarg();
    return errorTuple('enotsup');
  },
  'get_handle_nif/1': (_p, ref) => {
    fileOf(ref);
    return errorTuple('enotsup');
  },
  'read_nif/2': (_p, ref, size) => onFile(ref, (file) => data(file.read(natural(size)))),
  'pread_nif/3': (_p, ref, offset, size) =>
    onFile(ref, (file) => data(file.readAt(natural(offset), natural(size)))),
  'write_nif/2': (_p, ref, vector) =>
    onFile(ref, (file) => {
      file.write(bytesOfIovec(vector));
      return am.ok;
    }),
  'pwrite_nif/3': (_p, ref, offset, vector) =>
    onFile(ref, (file) => {
      file.writeAt(natural(offset), bytesOfIovec(vector));
      return am.ok;
    }),
  'seek_nif/3': (_p, ref, mark, offset) => {
    const origin = origins.get(mark);
    const by = safeIntegerOf(offset);
    if (origin === undefined) throw badarg();
    return onFile(ref, (file) => {
      if (by === undefined) throw new HostError('einval');
      return tuple(am.ok, makeInteger(file.seek(by, origin)));
    });
  },
  'sync_nif/2': (_p, ref, dataOnly) =>
    onFile(ref, (file) => {
      file.sync(dataOnly === makeInteger(1));
      return am.ok;
    }),
  'truncate_nif/1': (_p, ref) =>
    onFile(ref, (file) => {
      file.truncate();
      return am.ok;
    }),
  // Hints, which a host that has no use for them may ignore.
  'advise_nif/4': (_p, ref, _offset, _length, advice) =>
    onFile(ref, () => (ADVICE.has(advice) ? am.ok : errorTuple('einval'))),
  'allocate_nif/3': (_p, ref) => onFile(ref, () => errorTuple('enotsup')),
  'read_handle_info_nif/1': (_p, ref) =>
    onFile(ref, (file) => fileInfo(file.info(), am.read_write)),
  'ipread_s32bu_p32bu_nif/3': (_p, ref, offset, max) =>
    onFile(ref, (file) => {
      const header = file.readAt(natural(offset), 8);
      if (header.length < 8) return am.eof;
      const view = new DataView(header.buffer, header.byteOffset, 8);
      const size = view.getUint32(0);
      const pointer = view.getUint32(4);
      if (size > natural(max)) return am.eof;
      const bytes = file.readAt(pointer, size);
      const part = bytes.length === 0 ? am.eof : binary(bytes);
      return tuple(am.ok, tuple(makeInteger(size), makeInteger(pointer), part));
    }),

  'read_file_nif/1': (p, name) =>
    attempt(() => tuple(am.ok, binary(p.runtime.files.readFile(path(name))))),
  'read_info_nif/2': (p, name, follow) =>
    attempt(() => {
      const at = path(name);
      const info = p.runtime.files.info(at, follow !== makeInteger(0));
      return fileInfo(info, accessAtom(p.runtime.files.access(at)));
    }),
  'list_dir_nif/1': (p, name) =>
    attempt(() => tuple(am.ok, list(p.runtime.files.list(path(name)).map(binary)))),
  'read_link_nif/1': (p, name) =>
    attempt(() => tuple(am.ok, binary(p.runtime.files.readLink(path(name))))),
  'make_hard_link_nif/2': (p, existing, name) =>
    done(() => p.runtime.files.makeLink(path(existing), path(name))),
  'make_soft_link_nif/2': (p, target, name) =>
    done(() => p.runtime.files.makeSymlink(path(target), path(name))),
  'rename_nif/2': (p, from, to) => done(() => rename(p.runtime, path(from), path(to))),
  'make_dir_nif/1': (p, name) => done(() => p.runtime.files.makeDirectory(path(name))),
  'del_file_nif/1': (p, name) => done(() => deleteFile(p.runtime, path(name))),
  'del_dir_nif/1': (p, name) => done(() => deleteDirectory(p.runtime, path(name))),
  'set_cwd_nif/1': (p, name) => done(() => p.runtime.files.setWorkingDirectory(path(name))),
  'get_cwd_nif/0': (p) => attempt(() => tuple(am.ok, binary(p.runtime.files.workingDirectory()))),
  'get_device_cwd_nif/1': () => errorTuple('enotsup'),
  'altname_nif/1': () => errorTuple('enotsup'),
  'set_owner_nif/3': (p, name, uid, gid) =>
    done(() =>
      p.runtime.files.setOwner(path(name), safeIntegerOf(uid) ?? -1, safeIntegerOf(gid) ?? -1),
    ),
  'set_permissions_nif/2': (p, name, mode) =>
    done(() => p.runtime.files.setMode(path(name), natural(mode))),
  'set_time_nif/4': (p, name, accessed, modified) =>
    done(() =>
      p.runtime.files.setTimes(
        path(name),
        safeIntegerOf(accessed) ?? 0,
        safeIntegerOf(modified) ?? 0,
      ),
    ),
});

export const fileBifs = defineBifs('file', {
  'native_name_encoding/0': () => am.utf8,
});
