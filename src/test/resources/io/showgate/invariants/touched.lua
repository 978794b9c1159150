-- Finds the keys of queues and campaigns that were used lately, for tests only: it looks at every key there is.
--
-- ARGV 1 idle_s  how many seconds ago the last use may be
--
-- Returns the keys.
--
-- O(n) for n keys. Never counts as a use of a key.
local touched = {}
for _, pattern in ipairs({'queue:{*', 'coupon:{*'}) do
  for _, key in ipairs(redis.call('KEYS', pattern)) do
    local idle = redis.pcall('OBJECT', 'IDLETIME', key)
    -- Redis does not know it under a policy that counts uses instead.
    if type(idle) ~= 'number' or idle <= tonumber(ARGV[1]) then
      touched[#touched + 1] = key
    end
  end
end
return touched
