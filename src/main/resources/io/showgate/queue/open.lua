-- Opens a queue that this run of Redis does not know yet: because it is new, because Redis was restarted or replaced, or
-- because Redis lost its data. If the queue is open already, only the limit on its numbers is raised.
--
-- KEYS 1 sequence  2 state.
-- ARGV 1 run: The id of the run of Redis that was found not to know the queue.
--      2 epoch: When the queue began to exist, in ms, as recorded in the database.
--      3 reserved: No higher number was ever given.
--      4 limit: Up to which number places may be given from now on.
--      5 settle_ms: How long no one is admitted if data was lost.
--      6 pause_ms: How long no one is admitted if no loss is known.
--      7 given: The highest number that the caller knows to be given.
--      8 version: The last entry of the admission log that the caller knows.
--      9 now_ms: The time, or '' for the time of Redis.
--      10.. name, value, ...  fields of the state that the caller remembers; stored where Redis has no value.
--
-- Returns {code}
--   0: Another run of Redis answers: the caller must look again.
--   1: Was open.
--   2: Opened.
--   3: Opened, and data was lost.
--
-- O(n) for n fields. Never lowers the sequence: the next number is above every number that was ever given. Notes in `lost`
-- which numbers may be given back to their holders: those after the last number that Redis knows, up to the new sequence.

-- include redis/now.part.lua
-- include redis/run.part.lua
-- include redis/text.part.lua
-- include queue/fields.part.lua

local sequence, state = KEYS[1], KEYS[2]
local run = run_id()
if run ~= ARGV[1] then
  return {0}
end
local known = fields(state, {'epoch', 'run', 'limit', 'version', 'lost', 'settling', 'tick'})
local limit = text(math.max(tonumber(known.limit or 0), tonumber(ARGV[4])))
if known.epoch and known.run == run then
  redis.call('HSET', state, 'limit', limit)
  return {1}
end

local now = now_ms(ARGV[9])
local reserved, given, version = tonumber(ARGV[3]), tonumber(ARGV[7]), tonumber(ARGV[8])
local found, found_version = tonumber(redis.call('GET', sequence) or 0), tonumber(known.version or 0)
local lost = found < given or found_version < version or (not known.epoch and reserved > 0)

for i = 10, #ARGV, 2 do
  redis.call('HSETNX', state, ARGV[i], ARGV[i + 1])
  if ARGV[i] == 'frontier' and tonumber(redis.call('HGET', state, 'frontier')) < tonumber(ARGV[i + 1]) then
    redis.call('HSET', state, 'frontier', ARGV[i + 1])
  end
end

local last = math.max(found, given, reserved)
if last > found then
  local ranges = {}
  for range in string.gmatch(known.lost or '', '%S+') do ranges[#ranges + 1] = range end
  ranges[#ranges + 1] = text(found) .. ':' .. text(last)
  redis.call('HSET', state, 'lost', table.concat(ranges, ' ', math.max(1, #ranges - 7)))
  redis.call('HINCRBY', state, 'unused', text(last - math.max(found, given)))
  redis.call('SET', sequence, text(last))
end

-- If Redis went away while people could still come back after an earlier loss, the rest of that time still counts.
local from, to = string.match(known.settling or '0:0', '^(%d+):(%d+)$')
local tick = tonumber(known.tick or 0)
local rest = tonumber(from) <= tick and tonumber(to) - tick or 0
local settle = lost and ARGV[5] or known.epoch and math.max(tonumber(ARGV[6]), rest) or 0

redis.call('HSET', state, 'epoch', known.epoch or ARGV[2], 'run', run, 'opened', run .. ':' .. text(now), 'limit', limit,
  'version', text(math.max(found_version, version) + 1), 'found', text(found_version), 'awake', text(now), 'tick', text(now),
  'settling', text(now) .. ':' .. text(now + settle))
return {lost and 3 or 2}
