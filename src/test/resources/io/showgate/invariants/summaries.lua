-- Summarises the queues and campaigns that were used lately, for tests only: it looks at every key there is.
--
-- ARGV 1 idle_s  how many seconds ago the last use of one of their keys may be
--
-- Returns {prefix, names, summary, ...} for each. The prefix is the part that its keys share. The names are the rest of each key,
-- separated by spaces. The summary is a digest. It changes when a key comes or goes, and when the size, the value, the first or
-- the last element of a key changes.
--
-- O(n log n) for n keys. Never counts as a use of a key that was not used.
local summaries = {
  string = function(key) return redis.call('GET', key) end,
  zset = function(key)
    local first, last = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES'), redis.call('ZRANGE', key, -1, -1, 'WITHSCORES')
    return table.concat({redis.call('ZCARD', key), first[1] or '', first[2] or '', last[1] or '', last[2] or ''}, ' ')
  end,
  hash = function(key)
    local size = redis.call('HLEN', key)
    return size <= 64 and table.concat(redis.call('HGETALL', key), ' ') or size
  end,
  stream = function(key)
    local first, last = redis.call('XRANGE', key, '-', '+', 'COUNT', 1), redis.call('XREVRANGE', key, '+', '-', 'COUNT', 1)
    return table.concat({redis.call('XLEN', key), first[1] and first[1][1] or '', last[1] and last[1][1] or ''}, ' ')
  end,
}
local owners = {}
for _, pattern in ipairs({'queue:{*', 'coupon:{*'}) do
  local keys = redis.call('KEYS', pattern)
  table.sort(keys)
  for _, key in ipairs(keys) do
    local prefix, name = string.match(key, '^(.-}:)(.*)$')
    if prefix then
      local owner = owners[prefix] or {names = {}, used = false}
      local idle = redis.pcall('OBJECT', 'IDLETIME', key)
      -- Redis does not know it under a policy that counts uses instead.
      owner.used = owner.used or type(idle) ~= 'number' or idle <= tonumber(ARGV[1])
      owner.names[#owner.names + 1] = name
      owners[prefix] = owner
    end
  end
end
local found = {}
for prefix, owner in pairs(owners) do
  if owner.used then
    local parts = {}
    for i, name in ipairs(owner.names) do
      local summary = summaries[redis.call('TYPE', prefix .. name).ok]
      parts[i] = name .. ' ' .. tostring(summary and summary(prefix .. name))
    end
    found[#found + 1] = prefix
    found[#found + 1] = table.concat(owner.names, ' ')
    found[#found + 1] = redis.sha1hex(table.concat(parts, '\n'))
  end
end
return found
