// The plugin's entry: reads its settings, registers the payment system, and listens.
//
// Every subscription is kept: one that the garbage collector takes is one that hears nothing more. Every handler is
// guarded: one that throws is never called again.
using System;
using System.Collections.Generic;
using Resto.Front.Api;
using Resto.Front.Api.Attributes;
using Resto.Front.Api.Data.Cheques;
using Resto.Front.Api.Data.Common;
using Resto.Front.Api.Data.Orders;
using Resto.Front.Api.Exceptions;

namespace Loyalkit.Iiko
{
    // The number of the licence module that was bought for this plugin; the same in Manifest.xml.
    [PluginLicenseModuleId(21005918)]
    public sealed class Plugin : IFrontPlugin
    {
        private readonly Stack<IDisposable> kept = new Stack<IDisposable>();

        public Plugin()
        {
            try
            {
                Start(new Loyalty(Settings.Load()));
            }
            catch (SettingsException wrong)
            {
                // Up, and without loyalty: a plugin that dies is started again four times, and the cashier sees nothing of why.
                Guard.Warn(wrong.Message);
                Guard.Run("message", () => PluginContext.Operations.AddErrorMessage(wrong.Message, "LoyalClient"));
            }
            catch (LicenseRestrictionException cause)
            {
                Guard.Report("licence", cause);
            }
            catch (PaymentSystemRegistrationException cause)
            {
                Guard.Report("registration of the payment system", cause);
            }
        }

        private void Start(Loyalty loyalty)
        {
            var orders = Keep(new Orders(loyalty));
            Keep(loyalty);
            var discount = new Discount(loyalty, orders);
            var checkIn = new CheckIn(loyalty, orders, discount);
            // True: also for returns of closed shifts and of bare goods, which otherwise go back in cash.
            Keep(PluginContext.Operations.RegisterPaymentSystem(new PointsPayment(loyalty, orders, checkIn), true));
            Listen(orders, new Printing(loyalty, orders), checkIn, discount);
            AddButtons(loyalty, checkIn);
            loyalty.Outbox.Start();
            loyalty.Start();
            orders.Start();
        }

        private void Listen(Orders orders, Printing printing, CheckIn checkIn, Discount discount)
        {
            // By their places, (order, …, os, vm): mono's compiler, with which our tests build the plugin, does not see the names.
            var on = PluginContext.Notifications;
            Keep(on.OrderChanged.Subscribe(new Observer<EntityChangedEventArgs<IOrder>>("OrderChanged", orders.Changed)));
            Keep(on.OrderStorned.Subscribe(x => Guard.Run("OrderStorned", () => orders.Storned(x.Item1.Id, x.Item2))));
            Keep(on.PastOrderStorned.Subscribe(new Observer<StornedPastOrderInfo>("PastOrderStorned", orders.PastStorned)));
            Keep(on.OrderEditBarcodeScanned.Subscribe(x => Guard.Get("OrderEditBarcodeScanned", false, () => checkIn.Scanned(x.Item1, x.Item2, x.Item3, x.Item4))));
            Keep(on.OrderEditCardSlided.Subscribe(x => Guard.Get("OrderEditCardSlided", false, () => checkIn.Slid(x.Item1, x.Item2, x.Item3, x.Item4))));
            Keep(on.BeforeOrderBill.Subscribe(x => Guard.Run("BeforeOrderBill", () => discount.Refresh(x.Item1, x.Item3))));
            Keep(on.NavigatingToPaymentScreen.Subscribe(x => Guard.Run("NavigatingToPaymentScreen", () => discount.Refresh(x.Item1, x.Item3))));
            Keep(on.BillChequePrinting.Subscribe(id => Guard.Get("BillChequePrinting", new BillCheque(), () => printing.Bill(id))));
            Keep(on.CashChequePrinting.Subscribe(id => Guard.Get("CashChequePrinting", new CashCheque(), () => printing.Cheque(id))));
        }

        private void AddButtons(Loyalty loyalty, CheckIn checkIn)
        {
            var operations = PluginContext.Operations;
            Keep(operations.AddButtonToOrderEditScreen(loyalty.Texts.GuestButton, x => Guard.Run("guest button", () => checkIn.Ask(x.Item1, x.Item2, x.Item3))));
            Keep(operations.AddButtonToOrderEditScreen(loyalty.Texts.UndoButton, x => Guard.Run("undo button", () => checkIn.Undo(x.Item1, x.Item2, x.Item3))));
        }

        private T Keep<T>(T one) where T : IDisposable
        {
            kept.Push(one);
            return one;
        }

        /// <summary>In the opposite order; where the host is gone already there is nothing to take back.</summary>
        public void Dispose()
        {
            while (kept.Count > 0)
            {
                var one = kept.Pop();
                Guard.Run("dispose", one.Dispose);
            }
        }
    }
}
