// Functions of the runtime module that stand for a built-in each: compiled code calls them without the switch that goes by number.
export const DIRECT_NATIVES: Readonly<Record<string, string | undefined>> = {
  'binary:part/3': 'binaryPart',
  'erlang:++/2': 'listAppend',
  'erlang:--/2': 'listSubtract',
  'erlang:binary_part/3': 'binaryPart',
  'erlang:byte_size/1': 'byteSizeOf',
  'erlang:element/2': 'elementOf',
  'erlang:is_map_key/2': 'isMapKeyOf',
  'erlang:length/1': 'lengthOf',
  'erlang:map_get/2': 'mapGetOf',
  'erlang:map_size/1': 'mapSizeOf',
  'erlang:max/2': 'greaterOf',
  'erlang:min/2': 'lesserOf',
  'erlang:setelement/3': 'setElementOf',
  'erlang:tuple_size/1': 'tupleSizeOf',
  'lists:keyfind/3': 'listKeyfind',
  'lists:member/2': 'listMember',
  'lists:reverse/2': 'listReverse',
  'maps:get/2': 'mapGetOf',
  'maps:is_key/2': 'isMapKeyOf',
  'maps:put/3': 'mapPutOf',
};

/** The same for natives that take the machine (PROCESS_NATIVE in interp/ops.ts). */
export const DIRECT_PROCESS_NATIVES: Readonly<Record<string, string | undefined>> = {
  'erlang:demonitor/1': 'demonitor',
  'erlang:demonitor/2': 'demonitorWith',
  'erlang:make_ref/0': 'newReferenceOf',
  'erlang:monitor/2': 'monitorAny',
  'erlang:monitor/3': 'monitorProcess',
  'erlang:send/2': 'sendMessageTo',
  'erlang:send/3': 'sendWithOptions',
  'erlang:whereis/1': 'whereIs',
};
