"""Reading vouchers: the vouchers themselves, the money behind them, and who may look at them."""
