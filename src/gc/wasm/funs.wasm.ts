// What fun_info, printing and hashing want to know of a fun.

import { ExternalFun, Fun } from './types.wasm.ts';

/** The module of a local fun. @js */
export function funModule(t: Term): Term {
  return (t as Fun).entry.module;
}
/** Its index within the module. @js */
export function funIndex(t: Term): i32 {
  return (t as Fun).entry.index;
}
/** Its `uniq`, from the module's table of funs. @js */
export function funUniq(t: Term): i32 {
  return (t as Fun).entry.uniq;
}
/** M of `fun M:F/A`. @js */
export function externalFunModule(t: Term): Term {
  return (t as ExternalFun).target.module;
}
/** F of `fun M:F/A`. @js */
export function externalFunName(t: Term): Term {
  return (t as ExternalFun).target.name;
}
