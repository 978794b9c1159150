-- Opens a queue that this run of Redis does not know yet: because it is new, because Redis was started again or replaced, or
-- because it lost its data. Of a queue that is open already only the bound on its numbers is raised.
--
-- KEYS 1 sequence  2 state
-- ARGV 1 run        the id of the run of Redis that was found not to know the queue
--      2 epoch      since when the queue exists, in ms, as recorded in the database
--      3 reserved   every number ever given is at most this
--      4 limit      up to which number places may be given from now on
--      5 settle_ms  for how long nobody is let in if something was lost   6 pause_ms  the same if nothing is known to be
--      7 given      the highest number that the caller knows to be given   8 version  the last entry of the admission log it knows
--      9 now_ms, or '' for the time of Redis
--      10.. name, value, ...   what the caller knows of the state; stored where Redis knows nothing
--
-- Returns {code}: 0 another run answers, look again   1 it was open   2 opened   3 opened, and something was lost
--
-- O(n) for n fields. Never lowers the sequence: the next number is above every one that was ever given. What may be given back
-- to its holder is noted in `lost`: the numbers after the last one that Redis knows, up to where the sequence goes on.
local sequence, state = KEYS[1], KEYS[2]
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
if run ~= ARGV[1] then
  return {0}
end
local function text(n) return string.format('%.0f', n) end
local known = redis.call('HMGET', state, 'epoch', 'run', 'limit', 'version', 'lost', 'settling', 'tick')
local limit = text(math.max(tonumber(known[3] or 0), tonumber(ARGV[4])))
if known[1] and known[2] == run then
  redis.call('HSET', state, 'limit', limit)
  return {1}
end

local now = tonumber(ARGV[9])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local reserved, given, version = tonumber(ARGV[3]), tonumber(ARGV[7]), tonumber(ARGV[8])
local found, found_version = tonumber(redis.call('GET', sequence) or 0), tonumber(known[4] or 0)
local lost = found < given or found_version < version or (not known[1] and reserved > 0)

for i = 10, #ARGV, 2 do
  redis.call('HSETNX', state, ARGV[i], ARGV[i + 1])
  if ARGV[i] == 'frontier' and tonumber(redis.call('HGET', state, 'frontier')) < tonumber(ARGV[i + 1]) then
    redis.call('HSET', state, 'frontier', ARGV[i + 1])
  end
end

local last = math.max(found, given, reserved)
if last > found then
  local ranges = {}
  for range in string.gmatch(known[5] or '', '%S+') do ranges[#ranges + 1] = range end
  ranges[#ranges + 1] = text(found) .. ':' .. text(last)
  redis.call('HSET', state, 'lost', table.concat(ranges, ' ', math.max(1, #ranges - 7)))
  redis.call('HINCRBY', state, 'unused', text(last - math.max(found, given)))
  redis.call('SET', sequence, text(last))
end
-- What was left of the time to come back after an earlier loss when Redis went away is left still.
local from, to = string.match(known[6] or '0:0', '^(%d+):(%d+)$')
local tick = tonumber(known[7] or 0)
local left = tonumber(from) <= tick and tonumber(to) - tick or 0
local settle = lost and ARGV[5] or known[1] and math.max(tonumber(ARGV[6]), left) or 0

redis.call('HSET', state, 'epoch', known[1] or ARGV[2], 'run', run, 'opened', run .. ':' .. text(now), 'limit', limit,
  'version', text(math.max(found_version, version) + 1), 'found', text(found_version), 'awake', text(now), 'tick', text(now),
  'settling', text(now) .. ':' .. text(now + settle))
return {lost and 3 or 2}
