-- Hands a claim that was set aside to the recording again.
--
-- KEYS 1 aside  2 stream
-- ARGV 1 id in aside
--
-- Returns {code}: 1 handed over   0 there is no such claim
--
-- O(1). Of any number of calls for one claim, one succeeds.
local aside, stream = KEYS[1], KEYS[2]
local found = redis.call('XRANGE', aside, ARGV[1], ARGV[1])
if not found[1] then
  return {0}
end
local fields = found[1][2]
redis.call('XDEL', aside, ARGV[1])
redis.call('XADD', stream, '*', fields[3], fields[4], fields[5], fields[6])
return {1}
