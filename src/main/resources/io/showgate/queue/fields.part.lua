-- The named fields of the queue's state as a table by name, in one call. A field that is missing is false.
local function fields(state, names)
  local values, named = redis.call('HMGET', state, unpack(names)), {}
  for i, name in ipairs(names) do named[name] = values[i] end
  return named
end
