-- Reads some keys whole, for tests only, in one step, so that no other script changes one of them meanwhile.
--
-- KEYS any of the same slot
--
-- Returns a list for each key, empty if there is none:
--   of a string its value, of a sorted set and a hash pairs, of a stream the users of its entries.
--
-- O(n) for n members and entries of all keys. Never changes anything.
local readers = {
  string = function(key) return {redis.call('GET', key)} end,
  zset = function(key) return redis.call('ZRANGE', key, 0, -1, 'WITHSCORES') end,
  hash = function(key) return redis.call('HGETALL', key) end,
  stream = function(key)
    local users = {}
    for i, entry in ipairs(redis.call('XRANGE', key, '-', '+')) do
      for field = 1, #entry[2], 2 do
        if entry[2][field] == 'user' then users[i] = entry[2][field + 1] end
      end
    end
    return users
  end,
}
local contents = {}
for i, key in ipairs(KEYS) do
  local read = readers[redis.call('TYPE', key).ok]
  contents[i] = read and read(key) or {}
end
return contents
