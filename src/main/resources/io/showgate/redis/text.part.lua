-- A whole number as text. Lua's own conversion would use an exponent above 10^14.
local function text(number) return string.format('%.0f', number) end
