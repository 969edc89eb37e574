module gate

go 1.26

require checkout v0.0.0

replace checkout => ../checkout
