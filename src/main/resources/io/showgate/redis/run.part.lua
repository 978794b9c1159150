-- The id of this run of Redis. A Redis that was restarted or replaced has another one, and may have lost data.
local function run_id() return string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') end
